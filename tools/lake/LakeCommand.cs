using System.CommandLine;
using PatientFlow.Lakehouse.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake</c>: inspects and maintains any Delta table, ours or not.</summary>
internal static class LakeCommand
{
    public static RootCommand Create() => new(
        "Look into a Delta table, check it, keep it in order. A table is named by its root: a folder, "
        + "https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH or "
        + "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH. "
        + $"{LakeAddress.Credentials} Exit codes: 0 done, 1 verify found problems, 2 wrong usage or no table to read.")
    {
        HistoryCommand.Create(), FilesCommand.Create(), SchemaCommand.Create(), HeadCommand.Create(),
        CountCommand.Create(), OptimizeCommand.Create(), VacuumCommand.Create(), VerifyTableCommand.Create(),
    };
}
