namespace PatientFlow.Patients;

/// <summary>A patient's state lacks events that its sender applied before: the sender starts again from the lake's offset.</summary>
[GenerateSerializer, Alias("patient-out-of-step")]
public sealed class PatientOutOfStepException : Exception
{
    /// <summary>For serialisers.</summary>
    public PatientOutOfStepException()
        : this("A patient's state lacks events that were applied before.")
    {
    }

    /// <summary>With a message that names partition and offsets, never the patient.</summary>
    public PatientOutOfStepException(string message)
        : base(message)
    {
    }

    /// <summary>With a cause.</summary>
    public PatientOutOfStepException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
