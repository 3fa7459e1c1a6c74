namespace PatientFlow.Lake.Parquet;

/// <summary>How often a field occurs. Source: parquet.thrift.</summary>
internal enum Repetition
{
    Required = 0,
    Optional = 1,
    Repeated = 2,
}
