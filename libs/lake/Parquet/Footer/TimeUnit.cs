namespace PatientFlow.Lake.Parquet;

/// <summary>The unit of a stored time. Source: parquet.thrift.</summary>
internal enum TimeUnit
{
    Millis = 1,
    Micros = 2,
    Nanos = 3,
}
