package dev.parley.cli;

import dev.parley.config.Config;
import dev.parley.pbx.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** What is left of the command line when no command is named. */
@Command(
        name = "parley",
        description = "The text chat of the conference rooms on the PBX you already run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCodes.OK + ":done, nothing is wrong",
            ExitCodes.PROBLEM + ":a problem was found; it is printed",
            ExitCodes.USAGE + ":the command line is wrong"
        })
final class ParleyCommand {
    private ParleyCommand() {}

    /** @param live what there is to inspect on the PBXs themselves */
    static CommandLine line(Function<Config, List<Inspection>> live) {
        CommandLine line = new CommandLine(new ParleyCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new CheckCommand(live));
        return line.setExecutionExceptionHandler(ParleyCommand::failed);
    }

    /** The machine's fault (a port that is taken, a full disk) is told in a line; ours with everything that helps to find it. */
    private static int failed(Exception e, CommandLine line, ParseResult result) {
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            line.getErr().println("parley: " + e.getMessage());
        } else {
            e.printStackTrace(line.getErr());
        }
        return ExitCodes.PROBLEM;
    }
}
