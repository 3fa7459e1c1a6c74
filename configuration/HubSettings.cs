using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Patients;

namespace PatientFlow.Configuration;

/// <summary>The Event Hub that feeds a silo, read by its own protocol.</summary>
public sealed record HubSettings
{
    /// <summary>Address and credentials of the hub.</summary>
    public required HubAddress Address { get; init; }

    /// <summary>
    /// The consumer group. It should belong to this cluster alone: Event Hubs allows a group five readers per
    /// partition, and a lost silo counts as one until its connection has timed out.
    /// </summary>
    public string ConsumerGroup { get; init; } = HubReader.DefaultGroup;

    /// <summary>
    /// Gaps that the operator has accepted: partition to the sequence number where reading continues.
    /// </summary>
    public IReadOnlyDictionary<int, long> AcceptedGaps { get; init; } = new Dictionary<int, long>();

    /// <summary>Opens the hub.</summary>
    /// <exception cref="CommandException">The hub cannot be read; the message says why.</exception>
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
