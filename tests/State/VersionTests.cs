using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatientFlow.Patients;

namespace PatientFlow.State.Tests;

/// <summary>
/// State outlives the program that wrote it: a later one reads it with the members that it has, and an earlier one, after
/// the way back, without those that it does not know.
/// </summary>
public sealed class VersionTests
{
    private static readonly JsonSerializerOptions Json = new() { IncludeFields = true };

    private static readonly IReadOnlyDictionary<string, Type> States = typeof(PatientState).Assembly.GetTypes()
        .Where(t => t.Name.EndsWith("State", StringComparison.Ordinal) && t.IsClass && Alias(t).Length > 0)
        .ToDictionary(Alias);

    public static TheoryData<string> Aliases => [.. States.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_later_shape_reads_what_an_earlier_one_wrote_and_keeps_its_own_defaults()
    {
        var read = await WrittenAndReadAsync<ChartBefore, ChartAfter>(
            new ChartBefore { Name = "n", Lines = [new LineBefore { Number = 1 }, new LineBefore { Number = 2 }] });
        Assert.Equal(("n", "none yet", null), (read?.Name, read?.Ward, read?.Weight));
        Assert.Equal([1, 2], read?.Lines.Select(l => l.Number));
        Assert.All(read?.Lines ?? [], l => Assert.Equal([], l.Words));
    }

    [Fact]
    public async Task An_earlier_shape_reads_what_a_later_one_wrote_without_what_it_does_not_know()
    {
        var line = new LineAfter { Number = 7, Words = ["a", "b"] };
        var read = await WrittenAndReadAsync<ChartAfter, ChartBefore>(
            new ChartAfter { Name = "n", Weight = 80, Ward = "ICU", Lines = [line, line] });
        Assert.Equal("n", read?.Name);
        Assert.Equal([7, 7], read?.Lines.Select(l => l.Number));
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public void What_version_1_of_the_store_wrote_is_read_as_it_was_meant(string alias)
    {
        var line = File.ReadLines(Written()).Select(l => l.Split(' ', 3)).SingleOrDefault(l => l[0] == alias);
        Assert.True(line is not null, $"{alias} is new: add a line to states-v1.txt.\n{alias} {Line(States[alias])}");
        Later.AssertHolds(JsonNode.Parse(line[2]), JsonNode.Parse(Call(nameof(Read), States[alias], Convert.FromBase64String(line[1]))), alias);
    }

    private static async Task<TRead?> WrittenAndReadAsync<TWritten, TRead>(TWritten state)
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
            await store.WriteStateAsync(Records.Durable, Records.Grain("a"), new GrainState<TWritten> { State = state });
        using var again = folder.Open();
        var read = new GrainState<TRead>();
        await again.ReadStateAsync(Records.Durable, Records.Grain("a"), read);
        return read.State;
    }

    private static string Alias(Type type) =>
        type.GetCustomAttributes(typeof(AliasAttribute), inherit: false).Cast<AliasAttribute>().FirstOrDefault()?.Alias ?? "";

    private static string Line(Type type) => Call(nameof(Write), type, new Sample().Of(type));

    // The serializer is asked as the store asks it: for the type of the state, which it then does not write down.
    private static string Call(string method, Type type, object? argument) =>
        (string?)typeof(VersionTests).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)?
            .MakeGenericMethod(type).Invoke(null, [argument]) ?? "";

    private static string Read<T>(byte[] bytes) => JsonSerializer.Serialize(Records.Serializer.Deserialize<T>(bytes), Json);

    private static string Write<T>(T state) =>
        $"{Convert.ToBase64String(Records.Serializer.SerializeToArray(state))} {JsonSerializer.Serialize(state, Json)}";

    private static string Written([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", "states-v1.txt");
}
