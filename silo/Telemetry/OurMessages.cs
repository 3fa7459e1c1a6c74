using System.Collections.Concurrent;
using System.Reflection;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Recognises our own messages, those of the <see cref="LoggerMessageAttribute"/>s in our sources, which name no
/// patient. The category does not tell: Orleans logs under the names of our grains and stores, and its messages contain
/// ids. Thread-safe.
/// </summary>
internal sealed class OurMessages
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Lock gate = new();
    private readonly HashSet<Assembly> searched = [];
    private readonly HashSet<string> ours = new(StringComparer.Ordinal);

    // For each message seen so far, whether it is ours. There are as many as templates in the sources.
    private readonly ConcurrentDictionary<string, bool> met = new(StringComparer.Ordinal);

    /// <summary>Whether a message template is one of ours.</summary>
    public bool Contains(string template) => met.GetOrAdd(template, Search);

    // Runs once per message: the assembly that logs it is loaded by then, so a message not found is not ours.
    private bool Search(string template)
    {
        lock (gate)
        {
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                if (IsOurs(assembly) && searched.Add(assembly)) ours.UnionWith(MessagesOf(assembly));
            return ours.Contains(template);
        }
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly.GetName().Name?.StartsWith($"{nameof(PatientFlow)}.", StringComparison.Ordinal) == true;

    private static IEnumerable<string> MessagesOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(t => t.GetMethods(Any))
        .Where(m => m.ReturnType == typeof(void) && m.IsDefined(typeof(LoggerMessageAttribute), inherit: false))
        .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>(inherit: false)?.Message ?? "");
}
