using System.CommandLine;
using System.Globalization;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Security.Keys;

/// <summary><c>keys</c>: makes, lists and revokes the keys that machines bring.</summary>
internal static class KeysCommand
{
    private const int DaysMost = 3_650;

    public static Command Create() => new("keys", "The keys that machines bring to the API, such as a sender of events (docs/security.md).")
    {
        Add(), List(), Revoke(),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "What the key is for, such as adt-feed-h3." };
        var roles = new Option<string[]>("--role")
        {
            Description = $"What it may do; may be repeated: {string.Join(", ", Roles.Names)}.", HelpName = "ROLE", Required = true,
        };
        var hospitals = new Option<string[]>("--hospital")
        {
            Description = "Number of a hospital that it is for; may be repeated; * for all.", HelpName = "N|*", DefaultValueFactory = _ => [],
        };
        var departments = new Option<string[]>("--department")
        {
            Description = "Key of a department that it is for, such as H3-ICU; may be repeated.", HelpName = "KEY", DefaultValueFactory = _ => [],
        };
        var days = NumberOption.Of<int>(
            "--days", "Days until it is refused. [default: never]", "N", n => n is > 0 and <= DaysMost, $"a number of days, 1 to {DaysMost}");
        var file = File();
        var command = new Command("add", "Make a key and print it, once: only its hash is kept.") { name, roles, hospitals, departments, days, file };
        command.SetAction(parsed =>
        {
            var held = parsed.GetRequiredValue(roles);
            if (held.FirstOrDefault(r => Roles.Of(r) is null) is { } unknown)
                throw new CommandException($"--role {unknown}: there are {string.Join(", ", Roles.Names)}.");
            var places = parsed.GetValue(hospitals) ?? [];
            if (places.FirstOrDefault(h => h != Scope.All && !int.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } wrong)
                throw new CommandException($"--hospital {wrong}: give its number, or * for all.");
            var units = parsed.GetValue(departments) ?? [];
            if (places.Length == 0 && units.Length == 0)
                throw new CommandException("Say what it is for: --hospital N, --hospital '*' for all, or --department KEY.");
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var (id, text) = KeyText.Create();
            var keys = new ApiKeyFile(parsed.GetRequiredValue(file));
            keys.Write(keys.Read().Add(new ApiKey(
                id, parsed.GetRequiredValue(name), KeyText.HashOf(text), [.. held], [.. places], [.. units], now,
                parsed.GetValue(days) is { } count ? now.AddDays(count) : null, null)));
            parsed.InvocationConfiguration.Output.WriteLine(text);
            parsed.InvocationConfiguration.Error.WriteLine(
                $"Key {id} is in {keys.Path}. Its secret is on the line above and nowhere else; send it as: Authorization: Bearer {KeyText.Prefix}...");
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var file = File();
        var command = new Command("list", "List the keys, without their secrets.") { file };
        command.SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var keys = new ApiKeyFile(parsed.GetRequiredValue(file)).Read();
            if (keys.IsEmpty) output.WriteLine("No keys.");
            foreach (var key in keys)
                output.WriteLine(
                    $"{key.Id}  {StateOf(key),-19}  {string.Join(',', key.Roles)}  {string.Join(',', key.Hospitals.Concat(key.Departments))}  {key.Name}");
            return 0;
        });
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "Id of the key, as ./run keys list shows it." };
        var file = File();
        var command = new Command("revoke", "Revoke a key; running silos refuse it from the next request on.") { id, file };
        command.SetAction(parsed =>
        {
            var keys = new ApiKeyFile(parsed.GetRequiredValue(file));
            var all = keys.Read();
            if (all.FirstOrDefault(k => k.Id == parsed.GetValue(id)) is not { } key)
                throw new CommandException($"There is no such key in {keys.Path}; ./run keys list shows which there are.");
            if (key.RevokedAt is null) keys.Write(all.Replace(key, key with { RevokedAt = TimeProvider.System.GetUtcNow().UtcDateTime }));
            parsed.InvocationConfiguration.Output.WriteLine($"Key {key.Id} is revoked.");
            return 0;
        });
        return command;
    }

    private static string StateOf(ApiKey key) =>
        key.RevokedAt is not null ? "revoked"
        : key.ExpiresAt is not { } end ? "good"
        : end <= TimeProvider.System.GetUtcNow().UtcDateTime ? "expired"
        : $"good to {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static Option<string> File() => new("--api-keys")
    {
        Description = "File of the keys.", HelpName = "FILE", DefaultValueFactory = _ => "api-keys.json",
    };
}
