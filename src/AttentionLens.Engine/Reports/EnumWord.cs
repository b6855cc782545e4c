using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>An enumeration's value as JSON spells it.</summary>
internal static class EnumWord
{
    public static string Of<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
