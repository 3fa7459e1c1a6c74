namespace PatientFlow.Tests.Support;

/// <summary>A replayed input and what it left. Nobody changes it; a test that must change something copies it.</summary>
internal sealed class Recording(string source, string input, string data, string? network) : IAsyncDisposable
{
    private readonly Lazy<Task<LakeReader>> lake = new(() => LakeReader.OpenAsync(data));

    /// <summary>The foreign records as they lie in the shared data.</summary>
    public string Source { get; } = source;

    /// <summary>The events, one a line.</summary>
    public string Input { get; } = input;

    /// <summary>The data folder that the demo filled.</summary>
    public string Data { get; } = data;

    /// <summary>The network file; null for the built-in one.</summary>
    public string? Network { get; } = network;

    /// <summary>The options that name the network.</summary>
    public string[] NetworkOption => Network is null ? [] : ["--network", Network];

    /// <summary>Its lake, opened once.</summary>
    public Task<LakeReader> LakeAsync() => lake.Value;

    public async ValueTask DisposeAsync()
    {
        if (lake is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await lake.Value).DisposeAsync();
    }
}
