using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace PatientFlow.Tests;

/// <summary>
/// Keeps grain state in memory, as bytes, and outlives the silos of a test. Several silos may share it: whoever writes
/// over what he did not read is refused.
/// </summary>
internal sealed class StateStore : IGrainStorage
{
    private readonly Lock gate = new();
    private readonly Dictionary<(GrainId, string), (long Version, byte[] Json)> records = [];
    private long versions;

    /// <summary>Writes that were refused since another one came in between.</summary>
    public int Refused { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        (long Version, byte[] Json) record;
        bool found;
        lock (gate) found = records.TryGetValue((grainId, stateName), out record);
        grainState.State = found ? JsonSerializer.Deserialize<T>(record.Json)! : Activator.CreateInstance<T>();
        grainState.ETag = found ? Etag(record.Version) : null;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(grainState.State);
        lock (gate)
        {
            var stored = records.TryGetValue((grainId, stateName), out var record) ? Etag(record.Version) : null;
            if (stored != grainState.ETag)
            {
                Refused++;
                throw new InconsistentStateException("written by somebody else", stored ?? "none", grainState.ETag ?? "none");
            }

            records[(grainId, stateName)] = (++versions, json);
            grainState.ETag = Etag(versions);
        }

        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("No grain clears its state.");

    private static string Etag(long version) => version.ToString(CultureInfo.InvariantCulture);
}
