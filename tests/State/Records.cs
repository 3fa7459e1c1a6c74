using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace PatientFlow.State.Tests;

/// <summary>Short words for what a grain does with its state.</summary>
internal static class Records
{
    /// <summary>The state whose writes complete in memory.</summary>
    public const string Deferred = "patient";

    /// <summary>The state whose writes are durable.</summary>
    public const string Durable = "partition";

    public static Serializer Serializer { get; } =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    public static GrainId Grain(string key, string type = "ward") => GrainId.Create(type, key);

    public static async Task<GrainState<Note>> ReadAsync(this GrainStore store, string key, string state = Deferred)
    {
        var record = new GrainState<Note>();
        await store.ReadStateAsync(state, Grain(key), record);
        return record;
    }

    public static async Task<string> TextAsync(this GrainStore store, string key, string state = Deferred) =>
        (await store.ReadAsync(key, state)).State?.Text ?? "";

    /// <summary>Reads and writes, as an activation does.</summary>
    public static async Task<GrainState<Note>> PutAsync(
        this GrainStore store, string key, string text, string state = Deferred)
    {
        var record = await store.ReadAsync(key, state);
        await store.WriteAsync(key, record, text, state);
        return record;
    }

    public static Task WriteAsync(
        this GrainStore store, string key, GrainState<Note> record, string text, string state = Deferred)
    {
        record.State = new Note { Text = text };
        return store.WriteStateAsync(state, Grain(key), record);
    }

    public static async Task<List<KeyValuePair<string, string>>> AllAsync(this GrainStore store, string state = Deferred)
    {
        var all = new List<KeyValuePair<string, string>>();
        await foreach (var (key, note) in store.ReadAllAsync<Note>("ward", state, CancellationToken.None))
            all.Add(KeyValuePair.Create(key, note?.Text ?? ""));
        return all;
    }
}

/// <summary>What Orleans hands to a storage.</summary>
internal sealed class GrainState<T> : IGrainState<T>
{
    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
