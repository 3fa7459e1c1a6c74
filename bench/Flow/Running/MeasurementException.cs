namespace PatientFlow.Flow.Bench;

/// <summary>
/// A measurement that could not be finished, or whose figures would mean nothing. An <see cref="IOException"/>, because
/// for those every program of ours says why and ends with 1.
/// </summary>
internal sealed class MeasurementException(string message) : IOException(message);
