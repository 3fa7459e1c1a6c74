using FsCheck;
using FsCheck.Fluent;

namespace PatientFlow.Tests.Build;

/// <summary>Runs a property over random input; FsCheck shows the smallest input that breaks it, and the seed.</summary>
internal static class Gens
{
    /// <summary>Random values of a type.</summary>
    public static void For<T>(int tests, Action<T> check) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true), Prop.ForAll(ArbMap.Default.ArbFor<T>(), check));

    /// <summary>Random scripts: a test reads each number as one step, so that a shorter script is a simpler one.</summary>
    public static void ForScripts(int tests, Action<int[]> check) => For(tests, check);

    /// <summary>A number below <paramref name="count"/>, scattered over <paramref name="salt"/>: one choice of a step.</summary>
    public static int Pick(int step, int salt, int count)
    {
        var mixed = unchecked((ulong)((uint)step * 2_654_435_761u) + (ulong)salt * 11_400_714_819_323_198_485ul);
        mixed = unchecked((mixed ^ (mixed >> 31)) * 13_787_848_793_156_543_929ul);
        return (int)((mixed >> 33) % (ulong)count);
    }
}
