namespace PatientFlow.Tests.Synapse;

/// <summary>The scripts as they lie in the repository.</summary>
internal static class CheckedInScripts
{
    private static readonly string Folder = Path.Combine(Programs.Root, "synapse");

    /// <summary>Every script below <c>synapse/</c>, by its path there with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.sql", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those that run on Synapse.</summary>
    public static IEnumerable<string> TSql => Names.Where(n => !n.Contains('/', StringComparison.Ordinal));

    /// <summary>The bytes of a script.</summary>
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>The text of a script.</summary>
    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    /// <summary>Another page of the repository.</summary>
    public static string Page(string path) => File.ReadAllText(Path.Combine(Programs.Root, path));
}
