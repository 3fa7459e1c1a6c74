using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;

namespace PatientFlow.Silo.Audit;

/// <summary><c>audit</c>: proves the audit trail.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Who saw what of which patient (docs/security.md).") { Verify() };

    private static Command Verify()
    {
        var data = CommonOptions.Data();
        var command = new Command(
            "verify",
            "Prove that no record of the audit trail was changed, taken out, put elsewhere or cut off. Exit codes: 0 whole, 1 not whole, 2 no trail.")
        {
            data,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(data)), "audit", AuditTrail.FileName);
            var check = new AuditCheck();
            try
            {
                await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                await foreach (var (line, isComplete) in AuditLines.ReadAsync(file).WithCancellation(cancellationToken))
                    check.Take(line, isComplete);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CommandException($"The audit trail cannot be read: {fault.Message}");
            }

            var output = parsed.InvocationConfiguration.Output;
            if (check.Unchained > 0)
                await output.WriteLineAsync($"{check.Unchained:N0} records of a version without a chain; the chain vouches for them since it began.");
            if (check.Fault is { } wrong)
            {
                await output.WriteLineAsync($"{wrong} {check.Chained:N0} records before it are whole.");
                return 1;
            }

            await output.WriteLineAsync($"audit: whole, {check.Chained:N0} records");
            return 0;
        });
        return command;
    }
}
