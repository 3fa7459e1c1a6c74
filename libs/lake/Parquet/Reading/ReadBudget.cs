namespace PatientFlow.Lake.Parquet;

/// <summary>Counts what a row group takes in memory, before it is taken.</summary>
internal sealed class ReadBudget(long bytes)
{
    private long left = bytes;

    public void Charge(long amount)
    {
        if (amount < 0 || amount > left)
            throw new LakeFormatException(
                "The row group decodes to more memory than the reader allows (DecodedBytesMax).");
        left -= amount;
    }
}
