using System.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake verify</c>: checks that a table is complete.</summary>
internal static class VerifyTableCommand
{
    public static Command Create()
    {
        var version = new VersionOptions();
        return TableCommand.Create(
            "verify",
            "Check that every live file is there, readable and of the right size, and that its statistics are true. "
            + "Exit code 1 where they are not.",
            version.With(),
            async call =>
            {
                var snapshot = await version.ReadAsync(call);
                var problems = await call.WatchAsync(
                    "Verifying", () => call.Table.VerifyAsync(snapshot, call.CancellationToken));
                var listing = call.List("path", "problem");
                foreach (var problem in problems) listing.Add(problem.Path, problem.Reason);
                listing.End(
                    problems.Count == 0
                        ? $"verify: clean, {snapshot.Files.Count} files of version {snapshot.Version}"
                        : $"verify: {problems.Count} problems in version {snapshot.Version}",
                    ("problems", problems.Count), ("files", snapshot.Files.Count), ("version", snapshot.Version));
                return problems.Count == 0 ? 0 : 1;
            });
    }
}
