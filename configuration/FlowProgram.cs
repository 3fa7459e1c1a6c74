using System.CommandLine;
using System.CommandLine.Invocation;
using Azure.Identity;
using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Lake;

namespace PatientFlow.Configuration;

/// <summary>What each of our programs does around its command: secrets first, faults in words, exit codes.</summary>
public static class FlowProgram
{
    /// <summary>Runs the command that a line names.</summary>
    /// <returns>What the command returns; 1 where it failed, 2 where the line or the configuration is wrong, 130 where it was stopped.</returns>
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
                ProcessTerminationTimeout = null, // The host has its own, and a last export may take longer than two seconds.
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
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
    }
}
