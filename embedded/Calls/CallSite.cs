namespace Orleans.Embedded.Calls;

/// <summary>What is known of a call before it is made: the method, and how it behaves towards others.</summary>
internal sealed class CallSite(string name)
{
    /// <summary>Interface and method, for messages. Never a key.</summary>
    internal string Name { get; } = name;

    /// <summary>It may begin while any call runs, and hinders none.</summary>
    internal bool AlwaysInterleaves { get; init; }

    /// <summary>It may begin while read-only calls run.</summary>
    internal bool IsReadOnly { get; init; }

    /// <summary>How long the caller waits; null for the silo's default.</summary>
    internal TimeSpan? Timeout { get; init; }

    /// <summary>Whether the call counts as use of the grain, which keeps it from being collected.</summary>
    internal bool KeepsAlive { get; init; } = true;
}
