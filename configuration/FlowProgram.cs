using System.CommandLine;
using System.CommandLine.Invocation;
using Azure.Identity;
using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Lake;

namespace PatientFlow.Configuration;

/// <summary>Runs around the command of each of our programs: loads secrets, explains faults, sets exit codes.</summary>
public static class FlowProgram
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>
    /// The command's result; 1 if it failed, 2 if arguments or configuration are wrong, 130 if it was stopped.
    /// </returns>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args)
    {
        try
        {
            var parsed = root.Parse(args);
            if (parsed.Action is ParseErrorAction && parsed.CommandResult.Command.Subcommands.Count == 0)
                throw new CommandException(string.Join(Environment.NewLine, parsed.Errors.Select(e => e.Message)));
            // Help needs no secrets, and whoever asks for it may have no vault yet.
            if (ReferenceEquals(parsed.Action, parsed.CommandResult.Command.Action)) await KeyVault.FillEnvironmentAsync();
            var code = await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // The host has its own; a last export may take longer than two seconds.
            });
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (CommandException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 2;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TimeoutException or LakeException
            or HubException or AuthenticationFailedException)
        {
            Console.Error.WriteLine($"Failed: {fault.Message}");
            return 1;
        }
        // Orleans has an exception of its own for a silo that is stopped while it starts.
        catch (Exception fault) when (fault is OperationCanceledException or OrleansLifecycleCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
    }
}
