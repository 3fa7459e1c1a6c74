using System.CommandLine;
using PatientFlow.Kafka;

namespace PatientFlow.Silo.Hosting;

/// <summary><c>trial-broker</c>: a source for a cluster on a laptop without Kafka.</summary>
internal static class TrialBrokerCommand
{
    public static Command Create()
    {
        var command = new Command(
            "trial-broker",
            "Run a Kafka broker for trying things out, on loopback, until Ctrl-C. It keeps events in memory only, and the newest "
            + "5 MB of a partition: not for events that matter. Prints its address.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var broker = TrialBroker.Start();
        await Console.Out.WriteLineAsync(broker.Address);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C.
        }

        return 0;
    }
}
