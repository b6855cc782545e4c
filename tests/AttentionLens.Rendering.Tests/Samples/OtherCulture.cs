using System.Globalization;

namespace AttentionLens.Rendering.Tests;

/// <summary>A culture in which every number looks different: decimal comma, a minus sign of its own, groups parted by dots.</summary>
internal static class OtherCulture
{
    public static T Run<T>(Func<T> work)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "\u2212", NumberGroupSeparator = "." };
        try
        {
            CultureInfo.CurrentCulture = other;
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
