namespace PatientFlow.Tests.Support;

/// <summary>Files of the repository that the tests stand in.</summary>
internal static class Checkout
{
    /// <summary>The full path of a file, given with forward slashes from the repository's root.</summary>
    public static string PathOf(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return Path.Combine(folder.FullName, relative);
        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
