namespace PatientFlow.Bench;

public sealed class StoredState
{
    public int Count { get; set; }

    public string Text { get; set; } = "";
}
