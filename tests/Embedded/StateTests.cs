using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using PatientFlow.Tests.Fakes;

namespace PatientFlow.Tests;

public sealed class StateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grain-state");

    private string DatabasePath => Path.Combine(_folder.FullName, "grains.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_grain_without_a_record_starts_with_a_new_state_and_finds_what_it_wrote(bool sqlite)
    {
        await using var silo = await StartAsync(sqlite);
        var grain = silo.Grains.GetGrain<IKeeper>("k");

        Assert.Equal(("none", false, null), await grain.ReadAsync());
        await grain.WriteAsync("one");
        var (text, exists, etag) = await grain.ReadAsync();
        Assert.Equal(("one", true), (text, exists));
        await grain.WriteAsync("two");
        Assert.NotEqual(etag, (await grain.ReadAsync()).Etag);
        await grain.LeaveAsync();

        Assert.Equal("two", (await grain.ReadAsync()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cleared_record_is_gone(bool sqlite)
    {
        await using var silo = await StartAsync(sqlite);
        var grain = silo.Grains.GetGrain<IKeeper>("k");

        await grain.WriteAsync("one");
        await grain.ClearAsync();
        Assert.Equal(("none", false, null), await grain.ReadAsync());
        await grain.LeaveAsync();
        Assert.Equal(("none", false, null), await grain.ReadAsync());
        await grain.WriteAsync("two");

        Assert.Equal("two", (await grain.ReadAsync()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_over_somebody_elses_fails_and_the_grain_starts_over_from_the_stored_state(bool sqlite)
    {
        await using var silo = await StartAsync(sqlite);
        var grain = silo.Grains.GetGrain<IKeeper>("k");
        await grain.WriteAsync("mine");
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var other = new GrainState<KeeperState>();
        await storage.ReadStateAsync("kept", grain.GetGrainId(), other);
        other.State = new KeeperState { Text = "theirs" };
        await storage.WriteStateAsync("kept", grain.GetGrainId(), other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.WriteAsync("mine again"));

        Assert.Equal("theirs", (await grain.ReadAsync()).Text);
        await grain.WriteAsync("mine at last");
        Assert.Equal("mine at last", (await grain.ReadAsync()).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_record_that_was_cleared_and_written_again_has_an_etag_it_never_had(bool sqlite)
    {
        await using var silo = await StartAsync(sqlite);
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("Default");
        var id = GrainId.Create("keeper", "k");
        var sleeper = new GrainState<KeeperState> { State = new KeeperState { Text = "old" } };
        await storage.WriteStateAsync("kept", id, sleeper);
        var other = new GrainState<KeeperState>();
        await storage.ReadStateAsync("kept", id, other);
        await storage.ClearStateAsync("kept", id, other);
        other.State = new KeeperState { Text = "new" };
        await storage.WriteStateAsync("kept", id, other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("kept", id, sleeper));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("kept", id, sleeper));
    }

    [Fact]
    public async Task An_etag_is_not_used_again_after_a_restart_either()
    {
        var id = GrainId.Create("keeper", "k");
        var record = new GrainState<KeeperState> { State = new KeeperState { Text = "old" } };
        string? etagBefore;
        await using (var first = await StartAsync(sqlite: true))
        {
            var storage = first.Services.GetRequiredService<SqliteGrainStorage>();
            await storage.WriteStateAsync("kept", id, record);
            etagBefore = record.ETag;
            await storage.ClearStateAsync("kept", id, record);
        }

        await using var second = await StartAsync(sqlite: true);
        await second.Services.GetRequiredService<SqliteGrainStorage>().WriteStateAsync("kept", id, record);

        Assert.NotEqual(etagBefore, record.ETag);
    }

    [Fact]
    public async Task State_survives_a_restart_and_can_be_listed_without_activating_anything()
    {
        await using (var first = await StartAsync(sqlite: true))
        {
            foreach (var key in (string[])["b", "a", "c"])
                await first.Grains.GetGrain<IKeeper>(key).WriteAsync($"text {key}");
            await first.Grains.GetGrain<IKeeper>("never written").ReadAsync();
        }

        await using var second = await StartAsync(sqlite: true);
        var storage = second.Services.GetRequiredService<SqliteGrainStorage>();

        Assert.Equal(["a", "b", "c"], storage.ReadKeys("keeper"));
        Assert.Empty(storage.ReadKeys("nobody"));
        Assert.Equal(
            ["a=text a", "b=text b", "c=text c"],
            storage.ReadAll<KeeperState>("keeper", "kept").Select(entry => $"{entry.Key}={entry.Value?.Text}"));
        Assert.Equal(0, second.Activations("keeper"));
        Assert.Equal("text b", (await second.Grains.GetGrain<IKeeper>("b").ReadAsync()).Text);
    }

    [Fact]
    public async Task Writes_that_come_together_share_commits()
    {
        const int Grains = 500;
        await using var silo = await StartAsync(sqlite: true);
        var grains = Enumerable.Range(0, Grains).Select(i => silo.Grains.GetGrain<IKeeper>($"k{i}")).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.ReadAsync()));

        await Task.WhenAll(grains.Select(grain => grain.WriteAsync("x")));

        var storage = silo.Services.GetRequiredService<SqliteGrainStorage>();
        Assert.Equal(Grains, storage.Writes);
        Assert.InRange(storage.Commits, 1, Grains / 10);
    }

    [Fact]
    public async Task A_failed_commit_fails_every_writer_in_it_and_changes_nothing()
    {
        await using var silo = await StartAsync(sqlite: true);
        var grain = silo.Grains.GetGrain<IKeeper>("k");
        await grain.WriteAsync("before");
        using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={DatabasePath};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText =
                "CREATE TRIGGER full BEFORE UPDATE ON last_etag BEGIN SELECT RAISE(ABORT, 'disk full'); END";
            command.ExecuteNonQuery();
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => grain.WriteAsync("lost"));
            command.CommandText = "DROP TRIGGER full";
            command.ExecuteNonQuery();
        }

        await grain.LeaveAsync();
        Assert.Equal("before", (await grain.ReadAsync()).Text);
        await grain.WriteAsync("after");
        Assert.Equal("after", (await grain.ReadAsync()).Text);
    }

    [Fact]
    public async Task A_grain_may_have_several_states_in_several_stores()
    {
        await using var silo = await StartAsync(sqlite: true, builder => builder.AddMemoryGrainStorage("second"));
        var grain = silo.Grains.GetGrain<ITwoStates>("k");

        await grain.WriteAsync(first: "a", second: "b", third: "c");
        await grain.LeaveAsync();

        Assert.Equal("a b c", await grain.ReadAsync());
    }

    [Fact]
    public async Task Memory_that_outlives_its_silo_keeps_the_state()
    {
        var storage = new MemoryGrainStorage();
        await using (var first = await TestSilo.StartAsync(s => s.AddGrainStorage("Default", (_, _) => storage)))
            await first.Grains.GetGrain<IKeeper>("k").WriteAsync("kept");

        await using var second = await TestSilo.StartAsync(s => s.AddGrainStorage("Default", (_, _) => storage));

        Assert.Equal("kept", (await second.Grains.GetGrain<IKeeper>("k").ReadAsync()).Text);
    }

    [Fact]
    public void State_of_every_shape_survives_serialisation()
    {
        var serializer = new JsonGrainStorageSerializer();
        var shapes = new Shapes
        {
            Required = new Part("p", 3), Parts = [new Part("a", 1), new Part("b", null)],
            At = new DateTime(2024, 2, 29, 1, 2, 3, 4, DateTimeKind.Utc), Kind = DayOfWeek.Friday,
            Map = ImmutableDictionary<string, int>.Empty.Add("x", 1), Text = null,
        };
        shapes.SetHidden(9);

        var read = serializer.Deserialize<Shapes>(serializer.Serialize(shapes));

        Assert.NotNull(read);
        Assert.Equal(shapes.Required, read.Required);
        Assert.Equal(shapes.Parts.AsSpan(), read.Parts.AsSpan());
        Assert.True(read.Nothing.IsDefault);
        Assert.Equal((shapes.At, shapes.At.Kind), (read.At, read.At.Kind));
        Assert.Equal((DayOfWeek.Friday, 1, null, 9, 5), (read.Kind, read.Map["x"], read.Text, read.Hidden, read.Field));
    }

    [Fact]
    public void Old_state_that_lacks_a_member_can_be_read()
    {
        var read = new JsonGrainStorageSerializer().Deserialize<Shapes>("{\"Field\":7}"u8.ToArray());

        Assert.Equal((7, "initial"), (read?.Field, read?.Text));
    }

    private Task<TestSilo> StartAsync(bool sqlite, Action<ISiloBuilder>? more = null) =>
        TestSilo.StartAsync(builder =>
        {
            if (sqlite) builder.AddSqliteGrainStorageAsDefault(DatabasePath);
            more?.Invoke(builder);
        });

    internal interface IKeeper : IGrainWithStringKey
    {
        Task WriteAsync(string text);

        Task<(string Text, bool Exists, string? Etag)> ReadAsync();

        Task ClearAsync();

        Task LeaveAsync();
    }

    internal interface ITwoStates : IGrainWithStringKey
    {
        Task WriteAsync(string first, string second, string third);

        Task<string> ReadAsync();

        Task LeaveAsync();
    }

    internal sealed class KeeperState
    {
        public string Text { get; set; } = "none";
    }

    internal sealed record Part(string Name, int? Count);

    internal sealed record Shapes
    {
        public int Field = 5;

        public required Part Required { get; init; }

        public ImmutableArray<Part> Parts { get; init; }

        public ImmutableArray<int> Nothing { get; init; }

        public ImmutableDictionary<string, int> Map { get; init; } = ImmutableDictionary<string, int>.Empty;

        public DateTime At { get; init; }

        public DayOfWeek Kind { get; init; }

        public string? Text { get; init; } = "initial";

        [Id(0)]
        public int Hidden { get; private set; }

        public void SetHidden(int value) => Hidden = value;
    }

    internal sealed class KeeperGrain([PersistentState("kept", "Default")] IPersistentState<KeeperState> kept)
        : Grain, IKeeper
    {
        public Task WriteAsync(string text)
        {
            kept.State.Text = text;
            return kept.WriteStateAsync();
        }

        public Task<(string Text, bool Exists, string? Etag)> ReadAsync() =>
            Task.FromResult((kept.State.Text, kept.RecordExists, kept.Etag));

        public Task ClearAsync() => kept.ClearStateAsync();

        public Task LeaveAsync()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }

    internal sealed class TwoStatesGrain(
        [PersistentState("first")] IPersistentState<KeeperState> first,
        [PersistentState("second", "second")] IPersistentState<KeeperState> second,
        [PersistentState("third")] IPersistentState<KeeperState> third) : Grain, ITwoStates
    {
        public async Task WriteAsync(string first1, string second1, string third1)
        {
            (first.State.Text, second.State.Text, third.State.Text) = (first1, second1, third1);
            await Task.WhenAll(first.WriteStateAsync(), second.WriteStateAsync(), third.WriteStateAsync());
        }

        public Task<string> ReadAsync() =>
            Task.FromResult($"{first.State.Text} {second.State.Text} {third.State.Text}");

        public Task LeaveAsync()
        {
            DeactivateOnIdle();
            return Task.CompletedTask;
        }
    }
}
