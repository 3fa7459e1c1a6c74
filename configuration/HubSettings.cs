using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Patients;

namespace PatientFlow.Configuration;

/// <summary>The Event Hub that feeds a silo, read by its own protocol.</summary>
public sealed record HubSettings
{
    /// <summary>Where it is, and what opens it.</summary>
    public required HubAddress Address { get; init; }

    /// <summary>
    /// The consumer group, which is to be this cluster's own: Event Hubs lets a group have five readers a partition,
    /// and a silo that was lost is one of them until its connection has timed out.
    /// </summary>
    public string ConsumerGroup { get; init; } = HubReader.DefaultGroup;

    /// <summary>Gaps that the operator has accepted: partition to the sequence number where it goes on.</summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();

    /// <summary>Opens the hub.</summary>
    /// <exception cref="CommandException">It cannot be read; the message says why.</exception>
    public async Task<HubReader> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var reader = await HubReader.OpenAsync(Address, ConsumerGroup, TimeProvider.System, cancellationToken);
            if (reader.PartitionCount <= RowKey.PartitionsMax) return reader;
            await reader.DisposeAsync();
            throw new CommandException(
                $"The hub {Address} has {reader.PartitionCount} partitions; at most {RowKey.PartitionsMax} can be read.");
        }
        catch (HubException fault)
        {
            throw new CommandException(fault.Message);
        }
    }
}
