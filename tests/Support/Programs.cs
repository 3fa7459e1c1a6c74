namespace PatientFlow.Tests.Support;

/// <summary>The programs behind <c>./run</c>, as the build leaves them in their own folders.</summary>
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
        ["quarantine"] = "Quarantine",
    };

    /// <summary>The root of the repository.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in their repository.");
            return folder.FullName;
        }
    }

    /// <summary>Commands that are programs of their own.</summary>
    public static IEnumerable<string> OfTools => Tools.Keys;

    /// <summary>What <c>dotnet</c> is told to run a command of <c>./run</c>: a program, then its arguments.</summary>
    public static string[] Line(params IEnumerable<string> command) => command.ToArray() switch
    {
        [var tool, .. var rest] when Tools.TryGetValue(tool, out var name) => [Built($"tools/{tool}", name), .. rest],
        ["bench", .. var rest] => [Built("bench/Flow", "Flow.Bench"), .. rest],
        ["simulate", .. var rest] => [Built("simulator", "Simulator"), .. rest],
        var line => [Built("silo", "Silo"), .. line],
    };

    // A test's own folder lacks what its shared framework has and a tool's has not.
    private static string Built(string project, string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory); // tests/NAME/bin/Release/net10.0
        var (framework, configuration) = (own.Name, own.Parent!.Name);
        return Path.Combine(Root, project, "bin", configuration, framework, $"PatientFlow.{name}.dll");
    }
}
