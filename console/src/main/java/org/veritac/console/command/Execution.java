// SPDX-License-Identifier: Apache-2.0
// Copyright the Veritac authors
package org.veritac.console.command;

import org.veritac.register.files.ListFileRefused;
import org.veritac.register.policy.PolicyException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/// Runs one command line to its exit code: the same way in the process it was typed in and in a
/// running `serve`. Whatever goes wrong ends here, as one line that says what and where.
public final class Execution {
    private static final String DEBUG = "--debug";

    private final PrintWriter out;
    private final PrintWriter err;

    public Execution(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /// What is done with a command that was understood.
    @FunctionalInterface
    public interface Step {
        /// Runs it.
        ///
        /// @param command what the command line has made
        /// @return the exit code
        int run(Object command) throws IOException;
    }

    /// Runs a command line.
    public int run(CommandLine line, List<String> words, Step step) {
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((wrong, _) -> misunderstood(wrong));
        line.setExecutionStrategy(parsed -> execute(parsed, words, step));
        int code = line.execute(words.toArray(String[]::new));
        out.flush();
        err.flush();
        if (out.checkError() && code != Exit.FAILURE) {
            err.println(Commands.NAME + ": standard output cannot be written");
            return Exit.FAILURE;
        }
        return code;
    }

    private int misunderstood(ParameterException wrong) {
        err.println(
                Commands.NAME
                        + ": "
                        + Text.plain(whatIsWrong(wrong))
                        + "; see "
                        + wrong.getCommandLine().getCommandSpec().qualifiedName()
                        + " --help");
        return Exit.USAGE;
    }

    private static String whatIsWrong(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !line.getSubcommands().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            return "no command is called '%s'; there is %s"
                    .formatted(
                            unmatched.getUnmatched().getFirst(),
                            String.join(", ", line.getSubcommands().keySet()));
        }
        return String.valueOf(wrong.getMessage());
    }

    private int execute(ParseResult parsed, List<String> words, Step step) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.getLast();
        for (CommandLine before : commands.subList(0, commands.size() - 1)) {
            if (!before.getParseResult().matchedOptions().isEmpty()) {
                throw new ParameterException(before, "options stand behind the whole command");
            }
        }
        Object command = last.getCommand();
        if (!(command instanceof OnRegister)
                && !(command instanceof Offline)
                && !(command instanceof OnCountry)) {
            throw new ParameterException(
                    last,
                    "a command is missing: one of "
                            + String.join(", ", last.getSubcommands().keySet()));
        }
        try {
            return step.run(command);
        } catch (Cancelled e) {
            return failed(Exit.NO, String.valueOf(e.getMessage()), e, words);
        } catch (ListFileRefused e) {
            return failed(Exit.NO, "nothing has changed: " + e.getMessage(), e, words);
        } catch (PolicyException e) {
            return failed(Exit.USAGE, String.valueOf(e.getMessage()), e, words);
        } catch (IOException e) {
            return failed(Exit.FAILURE, why(e), e, words);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            return failed(Exit.FAILURE, why(cause == null ? new IOException(e) : cause), e, words);
        } catch (RuntimeException e) {
            // A bug ends this command and is shown; in a serve, others go on.
            return failed(Exit.FAILURE, "this is a bug in Veritac: " + e, e, words);
        }
    }

    private int failed(int code, String why, Exception cause, List<String> words) {
        out.flush();
        err.println(Commands.NAME + ": " + why);
        if (words.contains(DEBUG)) {
            cause.printStackTrace(err);
        }
        return code;
    }

    /// What a failure means; the JDK's messages of some are only a file name.
    static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
            case AccessDeniedException denied ->
                    denied.getFile()
                            + ": access is denied to the user "
                            + System.getProperty("user.name");
            case FileAlreadyExistsException there -> there.getFile() + " is there already";
            case FileSystemException other when other.getReason() != null ->
                    other.getFile() + ": " + other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
