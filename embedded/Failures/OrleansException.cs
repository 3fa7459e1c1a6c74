namespace Orleans.Runtime;

/// <summary>The root of the runtime's own exceptions.</summary>
public class OrleansException : Exception
{
    /// <summary>Without a message.</summary>
    public OrleansException()
    {
    }

    /// <summary>With a message.</summary>
    public OrleansException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public OrleansException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
