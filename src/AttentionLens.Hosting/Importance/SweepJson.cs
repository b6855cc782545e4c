using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes what sweeps ran.</summary>
internal static class SweepJson
{
    /// <summary>The property <c>sweeps</c>: null where none ran.</summary>
    public static void Write(Utf8JsonWriter json, SweepWork? work)
    {
        if (work is null)
        {
            json.WriteNull("sweeps");
            return;
        }

        json.WriteStartObject("sweeps");
        json.WriteNumber("variants", work.Variants);
        json.WriteNumber("passes", work.Passes);
        json.WriteNumber("stages", work.Stages);
        json.WriteNumber("begun_within", work.Begun);
        json.WriteNumber("loop_stages", work.LoopStages);
        json.WriteNumber("memory", work.Memory);
        json.WriteEndObject();
    }
}
