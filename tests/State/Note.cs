namespace PatientFlow.State.Tests;

/// <summary>A state.</summary>
[GenerateSerializer, Alias("note")]
public sealed class Note
{
    [Id(0)] public string Text { get; set; } = "";

    [Id(1)] public long Number { get; set; }
}
