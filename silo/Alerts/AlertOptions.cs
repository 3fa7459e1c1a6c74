using System.CommandLine;
using System.Globalization;
using PatientFlow.Alerts;
using PatientFlow.CommandLine;
using PatientFlow.Silo.Security;

namespace PatientFlow.Silo.Alerts;

/// <summary>Options that define alerts and their receiver.</summary>
internal sealed class AlertOptions
{
    /// <summary>Environment variable that holds the webhook's secret.</summary>
    public const string SecretVariable = "ALERT_WEBHOOK_SECRET";

    private static readonly AlertLimits Usual = new();

    private readonly Option<string?> webhook = new("--webhook")
    {
        Description = "Address that alerts are posted to, signed (Standard Webhooks); https, or http on this machine.",
        HelpName = "URL",
    };

    private readonly Option<string?> secretFile = new("--webhook-secret-file")
    {
        Description = $"File with the secret that they are signed with; instead of the variable {SecretVariable}.",
        HelpName = "FILE",
    };

    private readonly Option<long> lag = NumberOption.Create(
        "--alert-lag", "EVENTS", "Alert where the lake lacks more events of a partition.",
        Usual.LagEventsMax, min: 1, max: long.MaxValue);

    private readonly Option<double> quarantine = NumberOption.Create(
        "--alert-quarantine", "PERCENT", "Alert where more of the last 15 minutes' records cannot be used.",
        Usual.QuarantinePercentMax, min: 0, max: 100);

    private readonly Option<string> occupancy = new("--alert-occupancy")
    {
        Description = "Alert where a department is as full: from the first on a warning, from the second on critical.",
        DefaultValueFactory = _ => string.Create(
            CultureInfo.InvariantCulture, $"{Usual.OccupancyHighPercent},{Usual.OccupancyCriticalPercent}"),
        HelpName = "PERCENT,PERCENT",
    };

    private readonly Option<double> hold = NumberOption.Create(
        "--alert-hold", "SECONDS", "How long one of these limits must be passed before it is an alert.",
        Usual.HoldFor.TotalSeconds, min: 0, max: 3600);

    private readonly Option<double> clear = NumberOption.Create(
        "--alert-clear", "SECONDS", "How long all must be well before an alert is over.",
        Usual.ClearAfter.TotalSeconds, min: 0, max: 3600);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [webhook, secretFile, lag, quarantine, occupancy, hold, clear];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Returns the settings that the command line asks for.</summary>
    /// <exception cref="CommandException">An option cannot be used.</exception>
    public AlertSettings Read(ParseResult line, Func<string, string?> variable)
    {
        var (high, critical) = Occupancy(line.GetRequiredValue(occupancy));
        return new AlertSettings
        {
            Limits = Usual with
            {
                LagEventsMax = line.GetValue(lag),
                QuarantinePercentMax = line.GetValue(quarantine),
                OccupancyHighPercent = high,
                OccupancyCriticalPercent = critical,
                HoldFor = TimeSpan.FromSeconds(line.GetValue(hold)),
                ClearAfter = TimeSpan.FromSeconds(line.GetValue(clear)),
            },
            Webhook = Webhook(line.GetValue(webhook), line.GetValue(secretFile), variable),
        };
    }

    private static (double High, double Critical) Occupancy(string text) =>
        text.Split(',') is [var first, var second]
        && double.TryParse(first, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var high)
        && double.TryParse(second, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var critical)
        && high <= critical
            ? (high, critical)
            : throw new CommandException(
                $"--alert-occupancy {text}: give two percentages, the lower one first, such as 85,92.");

    private static WebhookSettings? Webhook(string? url, string? file, Func<string, string?> variable)
    {
        if (url is null)
            return file is null ? null : throw new CommandException("--webhook-secret-file is for --webhook.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && OwnAddress.Is(address))))
            throw new CommandException("--webhook must be an https:// address, or an http:// one of this machine.");
        var secret = file is null ? variable(SecretVariable) : Read(file);
        return string.IsNullOrWhiteSpace(secret)
            ? throw new CommandException($"--webhook needs a secret to sign with: --webhook-secret-file, or {SecretVariable}.")
            : new WebhookSettings(address, WebhookKey.Parse(secret));
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The webhook's secret cannot be read: {fault.Message}");
        }
    }
}
