using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A write came with an ETag that is not the stored one: somebody else wrote in between.</summary>
public sealed class InconsistentStateException : OrleansException
{
    /// <summary>Without a message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With both ETags.</summary>
    public InconsistentStateException(string message, string? storedEtag, string? currentEtag)
        : base(message)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The ETag in the store, where it is known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The ETag that the writer held.</summary>
    public string? CurrentEtag { get; }
}
