using System.CommandLine;
using System.Text;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Lake;

namespace PatientFlow.Silo.Audit;

/// <summary><c>audit</c>: proves the audit trail, and writes it for others.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "Who saw what of which patient (docs/security.md).") { Verify(), Export() };

    private static Command Verify()
    {
        var (data, lake) = (CommonOptions.Data(), CommonOptions.Lake());
        var command = new Command(
            "verify",
            "Prove that no record of the audit trail was changed, taken out, put elsewhere or, as far as the lake has it, cut off. "
            + "Exit codes: 0 whole, 1 not whole, 2 no trail.")
        {
            data, lake,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetRequiredValue(data);
            var root = CommonOptions.LakeRoot(parsed.GetValue(lake)) ?? Path.Combine(Path.GetFullPath(folder), "lake");
            var found = await ReadingAsync(
                () => AuditVerification.RunAsync(TrailOf(folder), root, TimeProvider.System, cancellationToken));
            var output = parsed.InvocationConfiguration.Output;
            if (found.Check.Unchained > 0)
                await output.WriteLineAsync($"Records of a version without a chain: {found.Check.Unchained:N0}. The chain vouches for them since it began.");
            if (found.Fault is { } wrong)
            {
                await output.WriteLineAsync($"{wrong} Whole before that: {found.Check.Chained:N0}.");
                return 1;
            }

            await output.WriteLineAsync($"audit: whole. Records: {found.Check.Chained:N0}; the same in the lake: {found.Copied:N0}; other trails there: {found.Others}");
            return 0;
        });
        return command;
    }

    private static Command Export()
    {
        var data = CommonOptions.Data();
        var fhir = new Option<string>("--fhir")
        {
            Description = "Where to write the records as FHIR R4 AuditEvents (IHE BALP), one a line; - is standard output.",
            HelpName = "FILE|-", Required = true,
        };
        var command = new Command("export", "Write the audit trail for an archive of others. The file names patients.") { data, fhir };
        command.SetAction((parsed, cancellationToken) => ReadingAsync(async () =>
        {
            var to = parsed.GetRequiredValue(fhir);
            await using var file = new FileStream(TrailOf(parsed.GetRequiredValue(data)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var output = to == "-" ? Console.OpenStandardOutput() : new FileStream(to, FileMode.CreateNew);
            await foreach (var (bytes, _) in AuditLines.ReadAsync(file).WithCancellation(cancellationToken))
                if (AuditLine.Read(bytes) is { } line)
                    await output.WriteAsync(Encoding.UTF8.GetBytes(FhirAudit.Of(line).ToJsonString() + "\n"), cancellationToken);
            return 0;
        }));
        return command;
    }

    private static string TrailOf(string data) => Path.Combine(Path.GetFullPath(data), "audit", AuditTrail.FileName);

    private static async Task<T> ReadingAsync<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or LakeException)
        {
            throw new CommandException($"The audit trail cannot be read: {fault.Message}");
        }
    }
}
