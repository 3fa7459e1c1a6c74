namespace PatientFlow.Tests;

/// <summary>Seeded events as a file of lines.</summary>
internal static class EventFile
{
    public static string Write(TestFolder folder, int events)
    {
        var workload = new Workload(seed: 11, patients: 40, partitions: 1);
        var path = Path.Combine(folder.Path, "events.jsonl");
        File.WriteAllLines(path, Enumerable.Range(0, events).Select(_ => workload.Next().Json));
        return path;
    }
}
