// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets;

import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a class file may hold that is to become part of a CAP file for Java Card 3.0.5 without the
/// optional int (Virtual Machine Specification, 2.2): types, constants, instructions, and where
/// objects are made. [ShortArithmetic] looks at what is computed.
final class Subset {
    private static final Set<String> API =
            Set.of(
                    "javacard/framework/",
                    "javacard/security/",
                    "javacardx/apdu/",
                    "javacardx/crypto/");
    private static final Set<String> LANGUAGE =
            Set.of(
                    "java/lang/Object",
                    "java/lang/Throwable",
                    "java/lang/Exception",
                    "java/lang/RuntimeException",
                    "java/lang/ArrayIndexOutOfBoundsException");
    private static final String OURS = "org/veritac/applets/";
    private static final Set<TypeKind> NUMBERS =
            Set.of(TypeKind.LONG, TypeKind.FLOAT, TypeKind.DOUBLE);
    private static final Set<Opcode> CREATING =
            Set.of(Opcode.NEW, Opcode.NEWARRAY, Opcode.ANEWARRAY);
    private static final Set<Opcode> BANNED =
            Set.of(
                    Opcode.INVOKEDYNAMIC,
                    Opcode.MULTIANEWARRAY,
                    Opcode.MONITORENTER,
                    Opcode.MONITOREXIT,
                    Opcode.IALOAD,
                    Opcode.IASTORE,
                    Opcode.CALOAD,
                    Opcode.CASTORE,
                    Opcode.IINC,
                    Opcode.IINC_W,
                    Opcode.I2C);

    private final ClassModel model;
    private final List<String> complaints = new ArrayList<>();
    private String where;

    Subset(ClassModel model) {
        this.model = model;
        where = model.thisClass().asInternalName();
        for (PoolEntry entry : model.constantPool()) {
            check(entry);
        }
        model.fields().forEach(this::check);
        model.methods().forEach(this::check);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void complain(String what) {
        complaints.add(where + ": " + what);
    }

    private void check(PoolEntry entry) {
        if (entry instanceof StringEntry) {
            complain("has a string");
        }
        if (entry instanceof ClassEntry type) {
            String name = type.asInternalName().replaceFirst("^\\[+L?", "").replace(";", "");
            boolean known =
                    name.length() == 1
                            || name.startsWith(OURS)
                            || LANGUAGE.contains(name)
                            || API.stream().anyMatch(name::startsWith);
            if (!known) {
                complain("uses " + name);
            }
        }
    }

    private void check(FieldModel field) {
        check(field.fieldTypeSymbol(), field.fieldName().stringValue());
        boolean constant =
                field.flags().has(AccessFlag.FINAL)
                        && !field.fieldTypeSymbol().isClassOrInterface();
        if (field.flags().has(AccessFlag.STATIC) && !constant) {
            complain("static field " + field.fieldName() + " is no constant");
        }
    }

    private void check(ClassDesc type, String what) {
        String descriptor = type.descriptorString();
        if (descriptor.matches("\\[*[IJFDC]") || descriptor.startsWith("[[")) {
            complain(what + " has type " + descriptor);
        }
    }

    private void check(MethodModel method) {
        where = model.thisClass().asInternalName() + "." + method.methodName();
        check(method.methodTypeSymbol().returnType(), "the result");
        method.methodTypeSymbol().parameterList().forEach(type -> check(type, "a parameter"));
        boolean installs =
                method.methodName().stringValue().startsWith("<") || isPartOfInstall(method);
        method.code()
                .ifPresent(code -> {
                    code.forEach(element -> {
                        if (element instanceof LocalVariable local) {
                            check(local.typeSymbol(), local.name().stringValue());
                        } else if (element instanceof Instruction instruction) {
                            check(instruction, installs);
                        }
                    });
                    new ShortArithmetic(code).complaints().forEach(this::complain);
                });
    }

    /// Factory methods that constructors call are known by what they return: an object. `process`
    /// has no use for one.
    private static boolean isPartOfInstall(MethodModel method) {
        return method.methodName().equalsString("install")
                || (method.flags().has(AccessFlag.STATIC)
                        && method.methodTypeSymbol().returnType().isClassOrInterface());
    }

    private void check(Instruction instruction, boolean installs) {
        Opcode code = instruction.opcode();
        if (CREATING.contains(code) && !installs) {
            complain("allocates after install");
        }
        if (BANNED.contains(code) || isWide(instruction)) {
            complain("has " + code);
        }
        if (instruction instanceof ConstantInstruction constant
                && constant.constantValue() instanceof Integer number
                && number != number.shortValue()) {
            complain("has the int " + number);
        }
    }

    private static boolean isWide(Instruction instruction) {
        return switch (instruction) {
            case OperatorInstruction operator -> NUMBERS.contains(operator.typeKind());
            case ConstantInstruction constant -> NUMBERS.contains(constant.typeKind());
            case ConvertInstruction convert ->
                    NUMBERS.contains(convert.fromType()) || NUMBERS.contains(convert.toType());
            case LoadInstruction load -> NUMBERS.contains(load.typeKind());
            case ArrayLoadInstruction load -> NUMBERS.contains(load.typeKind());
            case ArrayStoreInstruction store -> NUMBERS.contains(store.typeKind());
            default -> false;
        };
    }
}
