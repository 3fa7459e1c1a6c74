namespace PatientFlow.Calls;

/// <summary>
/// A grain's state lacks something its sender told it before, so the sender restarts from the lake's offset. The
/// message names partition and offsets, never the grain, whose key may be a patient's.
/// </summary>
[GenerateSerializer, Alias("out-of-step")]
public sealed class OutOfStepException : Exception
{
    /// <summary>For serialisers only.</summary>
    public OutOfStepException()
        : this("A grain's state lacks what it was told before.")
    {
    }

    /// <summary>Creates one with a message that must not name a patient.</summary>
    public OutOfStepException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with a cause.</summary>
    public OutOfStepException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws if a grain is at another offset of a partition than its sender expects.</summary>
    public static void ThrowIfNotAt(long expected, long applied, int partition)
    {
        if (expected != applied)
            throw new OutOfStepException(
                $"Partition {partition}: a grain is at offset {applied} where its sender expects {expected}.");
    }
}
