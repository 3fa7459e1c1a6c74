using System.Buffers;

namespace PatientFlow.Lake.Buffers;

/// <summary>Arrays of the shared pool, for buffers that every file needs and none keeps.</summary>
internal static class PooledArray
{
    /// <summary>
    /// Replaces an array by one of at least this length; what lies behind the kept elements is undefined.
    /// </summary>
    public static void Grow<T>(ref T[] array, int length, int kept)
    {
        var grown = ArrayPool<T>.Shared.Rent(length);
        array.AsSpan(0, kept).CopyTo(grown);
        Release(ref array);
        array = grown;
    }

    /// <summary>Gives an array back; none is left.</summary>
    public static void Release<T>(ref T[] array)
    {
        if (array.Length > 0) ArrayPool<T>.Shared.Return(array);
        array = [];
    }
}
