// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.applets;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether what a method computes is the same with 16 bits as with the 32 of javac, which knows no
/// arithmetic on shorts: it computes in int and casts.
///
/// Sums, differences, products, negations, shifts to the left and quotients may leave the range of
/// a short. Until a cast takes their lower 16 bits, only operations are allowed whose lower 16 bits
/// depend on nothing above: more of the same, and bitwise ones. A converter for Java Card refuses
/// the rest: comparisons, shifts to the right, divisions, indices, parameters, results, fields.
///
/// The operand stack is followed through the method; each entry says whether it may be out of
/// range.
final class ShortArithmetic {
    private static final Set<Opcode> GROWING =
            Set.of(Opcode.IADD, Opcode.ISUB, Opcode.IMUL, Opcode.ISHL);
    private static final Set<Opcode> BITWISE = Set.of(Opcode.IAND, Opcode.IOR, Opcode.IXOR);
    private static final Set<Opcode> LEAVING = Set.of(Opcode.IDIV, Opcode.IUSHR);

    private final List<String> complaints = new ArrayList<>();
    private final Map<Label, Deque<Boolean>> atLabels = new HashMap<>();
    private Deque<Boolean> stack = new ArrayDeque<>();
    private boolean reached = true;

    ShortArithmetic(CodeModel code) {
        code.exceptionHandlers()
                .forEach(handler ->
                        atLabels.put(handler.handler(), new ArrayDeque<>(List.of(false))));
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target) {
                arrive(target.label());
            } else if (element instanceof Instruction instruction && reached) {
                step(instruction);
            }
        }
    }

    List<String> complaints() {
        return complaints;
    }

    /// Code after a jump is entered with the stack of whoever jumped there.
    private void arrive(Label label) {
        Deque<Boolean> jumped = atLabels.get(label);
        if (jumped == null) {
            return;
        }
        if (reached && !jumped.equals(stack) && !List.copyOf(jumped).equals(List.copyOf(stack))) {
            var merged = new ArrayDeque<Boolean>();
            var other = new ArrayDeque<>(jumped);
            stack.forEach(value -> merged.addLast(other.removeFirst() || value));
            stack = merged;
        } else {
            stack = new ArrayDeque<>(jumped);
        }
        reached = true;
    }

    private void jump(Label label) {
        atLabels.put(label, new ArrayDeque<>(stack));
    }

    private void push(boolean mayExceed) {
        stack.push(mayExceed);
    }

    /// Takes `count` values that have to be in range.
    private void use(int count, Instruction by) {
        for (int i = 0; i < count; i++) {
            if (stack.pop()) {
                complaints.add("int where a short is needed, for " + by.opcode());
            }
        }
    }

    private void step(Instruction instruction) {
        switch (instruction) {
            case OperatorInstruction operator -> operate(operator);
            case ConvertInstruction _ -> {
                stack.pop();
                push(false);
            }
            case LoadInstruction _, ConstantInstruction _, NewObjectInstruction _ -> push(false);
            case StoreInstruction _, ThrowInstruction _ -> use(1, instruction);
            case ArrayLoadInstruction _ -> {
                use(2, instruction);
                push(false);
            }
            case ArrayStoreInstruction _ -> use(3, instruction);
            case NewPrimitiveArrayInstruction _,
                    NewReferenceArrayInstruction _,
                    TypeCheckInstruction _ -> {
                use(1, instruction);
                push(false);
            }
            case FieldInstruction field -> access(field);
            case InvokeInstruction call -> call(call);
            case StackInstruction shuffle -> shuffle(shuffle);
            default -> leave(instruction);
        }
        if (instruction instanceof ThrowInstruction) {
            reached = false;
        }
    }

    private void operate(OperatorInstruction operator) {
        Opcode code = operator.opcode();
        if (code == Opcode.ARRAYLENGTH) {
            use(1, operator);
            push(false);
        } else if (code == Opcode.INEG) {
            stack.pop();
            push(true);
        } else if (GROWING.contains(code)) {
            stack.pop();
            stack.pop();
            push(true);
        } else if (BITWISE.contains(code)) {
            boolean first = stack.pop();
            push(stack.pop() || first);
        } else {
            use(2, operator);
            push(LEAVING.contains(code));
        }
    }

    private void access(FieldInstruction field) {
        switch (field.opcode()) {
            case GETSTATIC -> push(false);
            case PUTSTATIC -> use(1, field);
            case GETFIELD -> {
                use(1, field);
                push(false);
            }
            default -> use(2, field);
        }
    }

    private void call(InvokeInstruction call) {
        int receiver = call.opcode() == Opcode.INVOKESTATIC ? 0 : 1;
        use(call.typeSymbol().parameterCount() + receiver, call);
        if (TypeKind.from(call.typeSymbol().returnType()) != TypeKind.VOID) {
            push(false);
        }
    }

    private void shuffle(StackInstruction shuffle) {
        boolean top = stack.pop();
        switch (shuffle.opcode()) {
            case POP -> {}
            case DUP -> {
                push(top);
                push(top);
            }
            case DUP2 -> {
                boolean second = stack.peek();
                push(top);
                push(second);
                push(top);
            }
            case DUP_X1 -> insert(top, 1);
            case DUP_X2 -> insert(top, 2);
            default -> throw new IllegalArgumentException("javac emits no " + shuffle.opcode());
        }
    }

    /// Puts a copy of what was the top below `depth` others.
    private void insert(boolean top, int depth) {
        var above = new ArrayDeque<Boolean>();
        for (int i = 0; i < depth; i++) {
            above.push(stack.pop());
        }
        push(top);
        above.forEach(stack::push);
        push(top);
    }

    private void leave(Instruction instruction) {
        switch (instruction) {
            case BranchInstruction branch -> {
                use(operands(branch.opcode()), branch);
                jump(branch.target());
                reached = branch.opcode() != Opcode.GOTO;
            }
            case TableSwitchInstruction table -> {
                use(1, table);
                cases(table.cases(), table.defaultTarget());
            }
            case LookupSwitchInstruction lookup -> {
                use(1, lookup);
                cases(lookup.cases(), lookup.defaultTarget());
            }
            case ReturnInstruction result -> {
                use(result.typeKind() == TypeKind.VOID ? 0 : 1, result);
                reached = false;
            }
            default -> {
                complaints.add("has " + instruction.opcode());
                reached = false;
            }
        }
    }

    private void cases(List<SwitchCase> cases, Label otherwise) {
        cases.forEach(one -> jump(one.target()));
        jump(otherwise);
        reached = false;
    }

    private static int operands(Opcode code) {
        if (code == Opcode.GOTO) {
            return 0;
        }
        return code.name().startsWith("IF_") ? 2 : 1;
    }
}
