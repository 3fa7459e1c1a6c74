using PatientFlow.State.Records;
using PatientFlow.State.Rocks;

namespace PatientFlow.State.Tests;

/// <summary>Damage that no start sees, since nobody reads all that is stored then.</summary>
public sealed class LateDamageTests
{
    [Fact]
    public async Task A_read_that_meets_damage_says_so_ends_the_store_and_the_next_start_makes_it_anew()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
            for (var n = 0; n < 200; n++) await store.PutAsync($"k{n:D3}", new string('x', 2_000));
        using (var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path))) file.Flush();
        var path = Assert.Single(Directory.GetFiles(folder.Store.Grains, "*.sst"));
        Flip(path, new FileInfo(path).Length / 4);

        using (var store = folder.Open())
        {
            Assert.Equal(StoreOrigin.Kept, store.Origin);
            Assert.False(store.Damaged.IsCompleted);
            await Assert.ThrowsAsync<StateUnreadableException>(() => store.AllAsync());
            Assert.DoesNotContain("k0", await store.Damaged, StringComparison.Ordinal);
            Assert.DoesNotContain("k1", await store.Damaged, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StateUnreadableException>(() => store.TextAsync("k000"));
            await Assert.ThrowsAsync<StateUnreadableException>(() => store.WriteAsync("k000", new GrainState<Note>(), "x"));
        }

        Assert.Equal(StoreOrigin.Damaged, GrainStore.Look(folder.Path));
        using var again = folder.Open();
        Assert.Equal(StoreOrigin.Damaged, again.Origin);
        Assert.Equal("", await again.TextAsync("k000"));
    }

    [Fact]
    public async Task A_start_that_meets_damage_where_it_looks_first_sets_it_aside_and_goes_on()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open())
            for (var n = 0; n < 200; n++) await store.PutAsync($"k{n:D3}", new string('x', 2_000));
        using (var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path))) file.Flush();
        Flip(Assert.Single(Directory.GetFiles(folder.Store.Grains, "*.sst")), at: 5); // The number of the last write is there.
        using var again = folder.Open();
        Assert.Equal(StoreOrigin.Damaged, again.Origin);
        await again.PutAsync("k000", "made again");
    }

    [Fact]
    public async Task A_record_of_a_format_that_is_not_known_is_damage()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open()) await store.PutAsync("a", "one");
        using (var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path)))
            file.Write([KeyValuePair.Create(StateKey.Of("ward"u8, Records.Deferred, "a"u8), new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 0, 0 })], sync: true);
        using var again = folder.Open();
        await Assert.ThrowsAsync<StateUnreadableException>(() => again.TextAsync("a"));
        Assert.True(again.Damaged.IsCompleted);
    }

    [Fact]
    public async Task Who_only_looks_leaves_a_damaged_store_as_it_is()
    {
        using var folder = new TestFolder();
        using (var store = folder.Open()) await store.PutAsync("a", "one");
        File.Delete(folder["grains", "CURRENT"]);
        var look = TestStore.Options(folder.Path) with { SetsDamagedAside = false };
        Assert.Equal(StoreOrigin.Damaged, GrainStore.Look(folder.Path));
        Assert.Throws<StateUnreadableException>(() => GrainStore.Open(look, Records.Serializer));
        Assert.False(Directory.Exists(folder.Store.Damaged));
    }

    [Fact]
    public async Task A_state_of_another_shape_is_damage_too()
    {
        using var folder = new TestFolder();
        using var store = folder.Open();
        await store.WriteStateAsync(Records.Durable, Records.Grain("a"), new GrainState<string> { State = "no note" });
        await Assert.ThrowsAsync<StateUnreadableException>(() => store.TextAsync("a", Records.Durable));
        Assert.True(store.Damaged.IsCompleted);
    }

    [Fact]
    public async Task The_log_that_RocksDB_writes_has_no_key_in_it_and_is_bounded()
    {
        using var folder = new TestFolder();
        for (var round = 0; round < 5; round++)
        {
            using (var store = folder.Open())
                for (var n = 0; n < 100; n++) await store.PutAsync($"PATIENT-{n:D3}", new string('x', 1_000));
            using var file = new RocksFile(folder.Store.Grains, TestStore.Options(folder.Path));
            file.Flush();
            file.Compact();
        }

        var logs = Directory.GetFiles(folder.Store.Grains, "LOG*");
        Assert.InRange(logs.Length, 1, 2);
        foreach (var log in logs) Assert.DoesNotContain("PATIENT-", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    private static void Flip(string path, long at)
    {
        using var file = new FileStream(path, FileMode.Open);
        file.Position = at;
        var old = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(old ^ 0x10));
    }
}
