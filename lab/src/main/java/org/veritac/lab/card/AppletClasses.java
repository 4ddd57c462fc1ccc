// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.lab.card;

import javacard.framework.Applet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;

/// Loads applet classes for simulated cards, changed where the simulator needs it: with [Remedies],
/// and for `tearable` with [Power] asked before each write that lasts. The applets themselves know
/// of neither.
///
/// Applets have no static state that changes, so that all cards can share the classes.
final class AppletClasses extends ClassLoader {
    private static final String APPLETS = "org.veritac.applets.";
    private static final AppletClasses WHOLE = new AppletClasses(AppletClasses::mended);
    private static final AppletClasses TEARABLE = new AppletClasses(AppletClasses::torn);

    private static final ClassDesc POWER = Power.class.describeConstable().orElseThrow();
    private static final ClassDesc REMEDIES = Remedies.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    /// Methods of `Util` that write, and what is called in their place.
    private static final Map<String, String> WRITERS =
            Map.of(
                    "arrayCopy", "copy",
                    "arrayCopyNonAtomic", "copy",
                    "arrayFillNonAtomic", "fill",
                    "setShort", "setShort");

    /// Methods of key objects that write, and of the generator of random bytes, and what they are
    /// methods of.
    private static final Map<String, String> WATCHED =
            Map.of(
                    "generateData", "RandomData",
                    "setKey", "AESKey",
                    "clearKey", "Key",
                    "setS", "ECPrivateKey",
                    "setW", "ECPublicKey",
                    "genKeyPair", "KeyPair");

    /// What becomes of one instruction of a method.
    private interface Rewriting {
        void rewrite(CodeBuilder code, CodeElement element, boolean constructs);
    }

    private final Rewriting rewriting;

    private AppletClasses(Rewriting rewriting) {
        super(AppletClasses.class.getClassLoader());
        this.rewriting = rewriting;
    }

    static AppletClasses whole() {
        return WHOLE;
    }

    static AppletClasses tearable() {
        return TEARABLE;
    }

    /// The class of the same name here; other than ours stay as they are.
    Class<? extends Applet> of(Class<? extends Applet> applet) {
        try {
            return loadClass(applet.getName()).asSubclass(Applet.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("it was loaded before, by our parent", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            if (!name.startsWith(APPLETS)) {
                return super.loadClass(name, resolve);
            }
            byte[] bytes = rewritten(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    private byte[] rewritten(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var classFile = ClassFile.of();
            return classFile.transformClass(classFile.parse(in.readAllBytes()), transform());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClassTransform transform() {
        return (builder, element) -> {
            if (!(element instanceof MethodModel method)) {
                builder.with(element);
                return;
            }
            // What constructors and class initialisers write is there before the card is used.
            boolean constructs = method.methodName().stringValue().startsWith("<");
            CodeTransform change = (code, part) -> rewriting.rewrite(code, part, constructs);
            builder.transformMethod(method, MethodTransform.transformingCode(change));
        };
    }

    private static void mended(CodeBuilder code, CodeElement element, boolean constructs) {
        if (element instanceof InvokeInstruction call
                && is(call, "javacard/security/Signature", "getInstance")) {
            code.invokestatic(REMEDIES, "signature", call.typeSymbol());
        } else if (element instanceof InvokeInstruction call
                && is(call, "javacard/security/KeyPair", "genKeyPair")) {
            code.invokestatic(REMEDIES, "generate", withReceiver(call));
        } else {
            code.with(element);
        }
    }

    private static boolean is(InvokeInstruction call, String owner, String name) {
        return call.owner().asInternalName().equals(owner) && call.name().equalsString(name);
    }

    private static void torn(CodeBuilder code, CodeElement element, boolean constructs) {
        if (constructs) {
            mended(code, element, true);
            return;
        }
        switch (element) {
            case ArrayStoreInstruction store when store.opcode() == Opcode.BASTORE ->
                    code.invokestatic(POWER, "store", store(ConstantDescs.CD_byte));
            case ArrayStoreInstruction store when store.opcode() == Opcode.SASTORE ->
                    code.invokestatic(POWER, "store", store(ConstantDescs.CD_short));
            case FieldInstruction field when field.opcode() == Opcode.PUTFIELD ->
                    code.invokestatic(POWER, "beforeWrite", NOTHING).with(field);
            case InvokeInstruction call when writes(call) ->
                    code.invokestatic(
                            POWER,
                            WRITERS.getOrDefault(call.name().stringValue(), ""),
                            call.typeSymbol());
            case InvokeInstruction call when isWatched(call) ->
                    code.invokestatic(POWER, call.name().stringValue(), withReceiver(call));
            default -> mended(code, element, false);
        }
    }

    private static MethodTypeDesc store(ClassDesc element) {
        return MethodTypeDesc.of(
                ConstantDescs.CD_void,
                element.arrayType(),
                ConstantDescs.CD_int,
                ConstantDescs.CD_int);
    }

    private static boolean writes(InvokeInstruction call) {
        return call.owner().asInternalName().equals("javacard/framework/Util")
                && WRITERS.containsKey(call.name().stringValue());
    }

    private static boolean isWatched(InvokeInstruction call) {
        return call.owner().asInternalName().startsWith("javacard/security/")
                && WATCHED.containsKey(call.name().stringValue());
    }

    /// The same call as a static method, whose first parameter is the object.
    private static MethodTypeDesc withReceiver(InvokeInstruction call) {
        String type = WATCHED.getOrDefault(call.name().stringValue(), "");
        return call.typeSymbol().insertParameterTypes(0, ClassDesc.of("javacard.security", type));
    }
}
