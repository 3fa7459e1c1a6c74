using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace PatientFlow.Kafka;

/// <summary>Finds the system's librdkafka, which speaks the protocol for us.</summary>
public static class Librdkafka
{
    /// <summary>What to tell a person who lacks it.</summary>
    public const string MissingMessage =
        "Kafka and Event Hubs need librdkafka, which is not installed here: apt-get install librdkafka1";

    // The names of the library that the first major version has had on Debian, macOS and Windows.
    private static readonly string[] Names = ["librdkafka.so.1", "librdkafka.1.dylib", "librdkafka.dll"];

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Whether it is there.</summary>
    public static bool IsInstalled => Handle.Value != 0;

    /// <summary>Makes it ready; to be called before the first client.</summary>
    /// <exception cref="TopicException">It is not installed.</exception>
    internal static void Require()
    {
        if (!IsInstalled) throw new TopicException(MissingMessage);
    }

    private static nint Load()
    {
        var handle = Names.Select(name => NativeLibrary.TryLoad(name, out var found) ? found : 0)
            .FirstOrDefault(h => h != 0);
        if (handle != 0) NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);
        return handle;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name.Contains("librdkafka", StringComparison.Ordinal) ? Handle.Value : 0;
}
