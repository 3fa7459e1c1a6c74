using Orleans.Storage;

namespace PatientFlow.State.Tests;

/// <summary>What a grain finds: Orleans' contract of a storage.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task What_was_never_written_is_new_and_does_not_exist()
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        var record = await store.ReadAsync("a");
        Assert.False(record.RecordExists);
        Assert.Equal("", record.State?.Text);
    }

    [Theory]
    [InlineData(Records.Deferred)]
    [InlineData(Records.Durable)]
    public async Task What_was_written_is_read_again_and_after_a_reopening(string state)
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
        {
            await store.PutAsync("a", "one", state);
            await store.PutAsync("b", "two", state);
            Assert.Equal("one", await store.TextAsync("a", state));
        }

        using var again = folder.Open();
        Assert.Equal(StoreOrigin.Kept, again.Origin);
        Assert.Equal("one", await again.TextAsync("a", state));
        Assert.Equal("two", await again.TextAsync("b", state));
        Assert.True((await again.ReadAsync("a", state)).RecordExists);
    }

    [Theory]
    [InlineData(Records.Deferred)]
    [InlineData(Records.Durable)]
    public async Task Whoever_did_not_see_the_last_write_is_refused(string state)
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        var late = await store.ReadAsync("a", state);
        var early = await store.PutAsync("a", "first", state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync("a", late, "late", state));
        await store.WriteAsync("a", early, "second", state);
        Assert.Equal("second", await store.TextAsync("a", state));
    }

    [Theory]
    [InlineData(Records.Deferred)]
    [InlineData(Records.Durable)]
    public async Task Who_held_a_record_through_a_reopening_is_refused_where_it_was_written_since(string state)
    {
        using var folder = new TestFolder();
        GrainState<Note> stale, held;
        using (var store = folder.Open())
        {
            stale = await store.PutAsync("a", "one", state);
            await store.PutAsync("a", "two", state);
            held = await store.PutAsync("b", "one", state);
            await store.PutAsync("c", "later", state);
        }

        using var again = folder.Open();
        await Assert.ThrowsAsync<InconsistentStateException>(() => again.WriteAsync("a", stale, "three", state));
        await again.WriteAsync("b", held, "two", state);
        Assert.Equal("two", await again.TextAsync("b", state));
    }

    [Theory]
    [InlineData(Records.Deferred)]
    [InlineData(Records.Durable)]
    public async Task Who_never_read_may_write_what_does_not_exist_and_nothing_else(string state)
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        await store.WriteAsync("a", new GrainState<Note>(), "one", state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync("a", new GrainState<Note>(), "two", state));
        Assert.Equal("one", await store.TextAsync("a", state));
    }

    [Theory]
    [InlineData(Records.Deferred)]
    [InlineData(Records.Durable)]
    public async Task A_cleared_state_is_gone_and_who_slept_through_it_writes_nothing(string state)
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
        {
            var record = await store.PutAsync("a", "one", state);
            var asleep = await store.ReadAsync("a", state);
            await store.ClearStateAsync(state, Records.Grain("a"), record);
            Assert.False(record.RecordExists);
            Assert.False((await store.ReadAsync("a", state)).RecordExists);
            await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync("a", asleep, "late", state));
            Assert.Empty(await store.AllAsync(state));
        }

        using var again = folder.Open();
        Assert.False((await again.ReadAsync("a", state)).RecordExists);
        await again.PutAsync("a", "anew", state);
        Assert.Equal("anew", await again.TextAsync("a", state));
    }

    [Fact]
    public async Task Of_two_that_write_at_once_one_is_refused()
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        var one = await store.ReadAsync("a", Records.Durable);
        var other = await store.ReadAsync("a", Records.Durable);
        var first = store.WriteAsync("a", one, "one", Records.Durable);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.WriteAsync("a", other, "other", Records.Durable));
        await first;
        Assert.Equal("one", await store.TextAsync("a", Records.Durable));
    }

    [Fact]
    public async Task All_states_of_a_name_come_in_the_order_of_their_keys_deferred_ones_too()
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        var keys = Enumerable.Range(0, 2_500).Select(n => $"k{n * 7919 % 2_500:D5}").ToList();
        foreach (var key in keys) await store.PutAsync(key, key);
        await store.PutAsync("other", "of another name", Records.Durable);
        var all = await store.AllAsync();
        Assert.Equal(keys.Order(StringComparer.Ordinal), all.Select(a => a.Key));
        Assert.All(all, a => Assert.Equal(a.Key, a.Value));
        Assert.Equal("other", Assert.Single(await store.AllAsync(Records.Durable)).Key);
    }

    [Fact]
    public async Task A_key_may_hold_anything_and_two_never_meet()
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        string[] keys = ["", "\0", "a\0b", "a", "ä/ü", new string('x', 5_000)];
        foreach (var key in keys.Skip(1)) await store.PutAsync(key, $"text of {key.Length}: {key}");
        foreach (var key in keys.Skip(1)) Assert.Equal($"text of {key.Length}: {key}", await store.TextAsync(key));
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        using var folder = new TestFolder();
        var store = folder.Open();
        store.Dispose();
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.TextAsync("a"));
    }
}
