namespace PatientFlow.Lake.Parquet;

/// <summary>How a stored value becomes the value of a column. A struct, so that the call is inlined.</summary>
internal interface IStoredForm<TStored, TValue>
{
    static abstract TValue Convert(TStored stored);
}
