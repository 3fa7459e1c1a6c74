namespace PatientFlow.Tests.Support;

/// <summary>Recorded data that lives beside the repository, read in place. Tests skip where it is absent.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file or folder below <c>shared/data</c>, or a skip with a plain message.</summary>
    public static string Require(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", relative);
            if (File.Exists(path) || Directory.Exists(path)) return path;
        }

        Assert.Skip($"shared/data/{relative} is not beside this checkout");
        return "";
    }
}
