namespace PatientFlow.Tests.EventHubs;

/// <summary>Parts of sentences.</summary>
internal static class Sentence
{
    /// <summary>What stands between two texts.</summary>
    public static string Between(string text, string before, string after) =>
        text.Split(before)[1].Split(after)[0];
}
