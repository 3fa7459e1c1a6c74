namespace PatientFlow.Tools.Quarantine;

/// <summary>A number and what it counts, in words.</summary>
internal static class CountWords
{
    /// <summary>Returns such as <c>1 event</c> or <c>1,200 events</c>.</summary>
    public static string Of(long count, string one) => $"{count:N0} {one}{(count == 1 ? "" : "s")}";
}
