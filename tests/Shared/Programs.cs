namespace PatientFlow.Tests;

/// <summary>The programs behind <c>./run</c>, as they lie beside a test.</summary>
internal static class Programs
{
    private static readonly Dictionary<string, string> Tools = new(StringComparer.Ordinal)
    {
        ["verify"] = "Verify",
        ["record"] = "Record",
        ["deid"] = "Deid",
        ["lake"] = "LakeTool",
        ["synapse"] = "Synapse",
        ["kpi"] = "Kpi",
    };

    /// <summary>Commands that are programs of their own.</summary>
    public static IEnumerable<string> OfTools => Tools.Keys;

    /// <summary>What <c>dotnet</c> is told to run a command of <c>./run</c>: a program, then its arguments.</summary>
    public static string[] Line(params IEnumerable<string> command) => command.ToArray() switch
    {
        [var tool, .. var rest] when Tools.TryGetValue(tool, out var name) => [Dll(name), .. rest],
        var line => [Dll("Silo"), .. line],
    };

    private static string Dll(string name) => Path.Combine(AppContext.BaseDirectory, $"PatientFlow.{name}.dll");
}
