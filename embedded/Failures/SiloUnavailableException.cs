namespace Orleans.Runtime;

/// <summary>A call reached a silo that has stopped or not started.</summary>
public sealed class SiloUnavailableException : OrleansException
{
    /// <summary>Without a message.</summary>
    public SiloUnavailableException()
    {
    }

    /// <summary>With a message.</summary>
    public SiloUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public SiloUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
