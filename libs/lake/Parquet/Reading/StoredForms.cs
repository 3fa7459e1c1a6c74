namespace PatientFlow.Lake.Parquet;

/// <summary>The ways from a stored value to the value of a column.</summary>
internal static class StoredForms
{
    internal readonly struct Same<T> : IStoredForm<T, T>
    {
        public static T Convert(T stored) => stored;
    }

    internal readonly struct IntToLong : IStoredForm<int, long>
    {
        public static long Convert(int stored) => stored;
    }

    internal readonly struct UnsignedToLong : IStoredForm<int, long>
    {
        public static long Convert(int stored) => (uint)stored;
    }

    internal readonly struct IntToDouble : IStoredForm<int, double>
    {
        public static double Convert(int stored) => stored;
    }

    internal readonly struct FloatToDouble : IStoredForm<float, double>
    {
        public static double Convert(float stored) => stored;
    }

    internal readonly struct IntToDecimal : IStoredForm<int, Int128>
    {
        public static Int128 Convert(int stored) => stored;
    }

    internal readonly struct LongToDecimal : IStoredForm<long, Int128>
    {
        public static Int128 Convert(long stored) => stored;
    }

    internal readonly struct UnsignedToDecimal : IStoredForm<long, Int128>
    {
        public static Int128 Convert(long stored) => (ulong)stored;
    }

    internal readonly struct MillisToMicros : IStoredForm<long, long>
    {
        public static long Convert(long stored)
        {
            if (stored is < long.MinValue / 1000 or > long.MaxValue / 1000)
                throw new LakeFormatException("A time in milliseconds is beyond what microseconds can say.");
            return stored * 1000;
        }
    }

    internal readonly struct NanosToMicros : IStoredForm<long, long>
    {
        public static long Convert(long stored) => Int96Time.FloorToMicros(stored);
    }

    internal readonly struct Int96ToMicros : IStoredForm<Int96Time, long>
    {
        public static long Convert(Int96Time stored) => stored.ToMicros();
    }
}
