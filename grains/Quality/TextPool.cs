using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace PatientFlow.Quality;

/// <summary>
/// Returns the same string for the same short text, so that the few dozen department, hospital and diagnosis names of a
/// network are allocated once. Owned by: one reader; not shared between threads.
/// </summary>
/// <remarks>
/// A table of its own because it is asked by the bytes, before there is a string. Its hash is quick and easy to cheat,
/// so it looks at few places: a text that finds none is made anew each time.
/// </remarks>
public sealed class TextPool
{
    private const int EntriesMax = 4_096;
    private const int LengthMax = 64;
    private const int SlotsFirst = 128;
    private const int PlacesMax = 64;

    private Entry[] slots = new Entry[SlotsFirst]; // At most half of it is taken.
    private int count;

    /// <summary>Returns the string of valid UTF-8 bytes.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax) return Encoding.UTF8.GetString(utf8);
        var hash = Hash(utf8);
        for (var place = 0; place < PlacesMax; place++)
        {
            ref var entry = ref slots[(hash + place) & (slots.Length - 1)];
            if (entry.Text is null) return Add(utf8, hash, ref entry);
            if (entry.Hash == hash && utf8.SequenceEqual(entry.Utf8)) return entry.Text;
        }

        return Encoding.UTF8.GetString(utf8);
    }

    private string Add(ReadOnlySpan<byte> utf8, uint hash, ref Entry free)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (count == EntriesMax) return text;
        free = new Entry(hash, utf8.ToArray(), text);
        if (++count * 2 > slots.Length) Grow();
        return text;
    }

    private void Grow()
    {
        var before = slots;
        slots = new Entry[before.Length * 2];
        foreach (var entry in before)
        {
            if (entry.Text is null) continue;
            var at = entry.Hash;
            while (slots[at & (slots.Length - 1)].Text is not null) at++;
            slots[at & (slots.Length - 1)] = entry;
        }
    }

    // The first and the last eight bytes, and the length: what such names differ in.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Mix = 0x9E3779B97F4A7C15UL;
        ulong first = 0, last = 0;
        if (utf8.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(utf8);
            last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]);
        }
        else
        {
            foreach (var b in utf8) first = (first << 8) | b;
        }

        return (uint)((((first * Mix) ^ BitOperations.RotateLeft(last, 32) ^ (ulong)utf8.Length) * Mix) >> 32);
    }

    private readonly record struct Entry(uint Hash, byte[] Utf8, string? Text);
}
