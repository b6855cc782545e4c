using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws one artefact of a report with whatever renderers there are. One that fails costs its own picture, not the report.</summary>
internal static class ReportArtefact
{
    /// <summary>Draws an artefact.</summary>
    /// <param name="artefact">The artefact.</param>
    /// <param name="format">The wanted format.</param>
    /// <param name="renderers">The renderers; the first that can is used.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="prepare">Makes the drawing fit for the document; may throw <see cref="LensInputException"/>.</param>
    /// <returns>The drawing, or one line that says why there is none.</returns>
    public static (string? Drawing, string? Failure) Draw(
        Artefact artefact, string format, IReadOnlyList<ArtefactRenderer> renderers, RenderOptions options, Func<byte[], string>? prepare = null)
    {
        try
        {
            ArtefactRenderer? renderer = renderers.FirstOrDefault(candidate => candidate.Format == format && candidate.CanRender(artefact));
            if (renderer is null)
            {
                return (null, $"No renderer draws {artefact.GetType().Name} as {format}.");
            }

            using MemoryStream drawing = new();
            renderer.Render(artefact, options, drawing);
            return (prepare is null ? Encoding.UTF8.GetString(drawing.ToArray()) : prepare(drawing.ToArray()), null);
        }
        catch (LensInputException exception)
        {
            return (null, VisibleText.Of(exception.Message));
        }
        catch (Exception exception)
        {
            return (null, $"The renderer failed with {exception.GetType().Name}: {VisibleText.Of(exception.Message)}");
        }
    }
}
