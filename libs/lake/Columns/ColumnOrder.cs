namespace PatientFlow.Lake;

/// <summary>
/// The order of values: nulls first, text by its UTF-8 bytes, NaN above every number, -0 equal to 0. Nested values
/// have none.
/// </summary>
internal static class ColumnOrder
{
    /// <summary>Compares a row of one column with a row of another of the same class.</summary>
    /// <exception cref="LakeUnsupportedException">The values have no order.</exception>
    public static int Compare(Column left, int leftRow, Column right, int rightRow)
    {
        var leftNull = left.IsNull(leftRow);
        var rightNull = right.IsNull(rightRow);
        if (leftNull || rightNull) return rightNull.CompareTo(leftNull);
        return left switch
        {
            BytesColumn l => l.GetBytes(leftRow).SequenceCompareTo(((BytesColumn)right).GetBytes(rightRow)),
            ValueColumn<long> l => l[leftRow].CompareTo(((ValueColumn<long>)right)[rightRow]),
            ValueColumn<int> l => l[leftRow].CompareTo(((ValueColumn<int>)right)[rightRow]),
            ValueColumn<bool> l => l[leftRow].CompareTo(((ValueColumn<bool>)right)[rightRow]),
            ValueColumn<Int128> l => l[leftRow].CompareTo(((ValueColumn<Int128>)right)[rightRow]),
            ValueColumn<double> l => CompareReal(l[leftRow], ((ValueColumn<double>)right)[rightRow]),
            ValueColumn<float> l => CompareReal(l[leftRow], ((ValueColumn<float>)right)[rightRow]),
            _ => throw new LakeUnsupportedException($"ordering values of type {left.Type}"),
        };
    }

    private static int CompareReal(double left, double right) => double.IsNaN(left)
        ? double.IsNaN(right) ? 0 : 1
        : double.IsNaN(right) ? -1 : left.CompareTo(right);
}
